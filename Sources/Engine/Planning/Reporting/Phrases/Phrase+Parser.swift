extension Phrase {
  /// What the parser of arguments says, in whose sources these sentences stand.
  static let parser = """
    Missing expected argument '{}'
    = thiếu đối số '{}'
    Missing one of: {}
    = thiếu một trong: {}
    Missing value for '{}'
    = thiếu giá trị cho '{}'
    Missing required subcommand.
    = thiếu lệnh con
    Unknown option '{}'
    = không có tuỳ chọn '{}'
    Unknown option '{}'. Did you mean '{}'?
    = không có tuỳ chọn '{}'; có phải ý bạn là '{}'?
    Unexpected argument '{}'
    = thừa đối số '{}'
    {} unexpected arguments: {}
    = thừa {} đối số: {}
    The option '{}' does not take any value, but '{}' was specified.
    = tuỳ chọn '{}' không nhận giá trị, mà lại được nêu '{}'
    The value '{}' is invalid for '{}'
    = giá trị '{}' không dùng được cho '{}'
    The value '{}' is invalid for '{}'. Please provide one of {}.
    = giá trị '{}' không dùng được cho '{}'; hãy nêu một trong {}
    Value to be set with {} had already been set with {}
    = giá trị đặt bằng {} đã được đặt bằng {}
    flag '{}'
    = cờ '{}'
    The value '{}' is invalid for '{}'. Please provide one of the following:
    = giá trị '{}' không dùng được cho '{}'; hãy nêu một trong:
    """
}
