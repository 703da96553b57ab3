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
    OVERVIEW:
    = GIỚI THIỆU:
    USAGE:
    = CÁCH DÙNG:
    ARGUMENTS:
    = ĐỐI SỐ:
    OPTIONS:
    = TUỲ CHỌN:
    SUBCOMMANDS:
    = LỆNH CON:
    AUTHOR SUBCOMMANDS:
    = LỆNH SOẠN THẢO:
    OPERATE SUBCOMMANDS:
    = LỆNH VẬN HÀNH:
    PROVE SUBCOMMANDS:
    = LỆNH CHỨNG MINH:
    SHELL SUBCOMMANDS:
    = LỆNH CHO SHELL:
    See '{} help <subcommand>' for detailed help.
    = Xem chi tiết bằng '{} help <subcommand>'.
    Show the version.
    = Hiện phiên bản.
    Show help information.
    = Hiện trang trợ giúp này.
    Show subcommand help information.
    = Hiện trợ giúp của một lệnh con.
    """
}
