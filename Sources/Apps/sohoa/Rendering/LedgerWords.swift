import Dataflow

extension RunStatus {
  /// The status for people.
  var said: String {
    let vietnamese =
      switch self {
      case .running: "đang chạy"
      case .done: "xong"
      case .stopped: "đã dừng"
      case .limit: "dừng vì quá nhiều lỗi"
      case .failed: "hỏng"
      case .undone: "đã hoàn tác"
      }
    return Speech.current.term(vietnamese, rawValue)
  }
}

extension UnitStatus {
  /// The status for people.
  var said: String {
    let vietnamese =
      switch self {
      case .loading: "đang nạp"
      case .done: "xong"
      case .broken: "bị đứt"
      case .rejected: "bị từ chối"
      case .duplicate: "trùng"
      }
    return Speech.current.term(vietnamese, rawValue)
  }
}

extension RejectEntry {
  /// What became of the record, for people.
  var outcomeSaid: String {
    let vietnamese =
      switch outcome {
      case "duplicate": "trùng"
      case "loaded": "đã nạp"
      case "updated": "đã cập nhật"
      case "unchanged": "không đổi"
      case "filtered": "được lọc bỏ"
      default: "loại"
      }
    return Speech.current.term(vietnamese, outcome)
  }

  /// How far QA has come, for people.
  var statusSaid: String {
    let vietnamese =
      switch RejectStatus(rawValue: status) {
      case .open: "chưa xử lý"
      case .fixed: "đã sửa"
      case .replayed: "đã nạp lại"
      case .superseded: "đã có sẵn"
      case .discarded: "đã bỏ"
      case nil: status
      }
    return Speech.current.term(vietnamese, status)
  }
}

extension RunKind {
  /// What the run does, for people.
  var said: String {
    let vietnamese =
      switch self {
      case .load: "nạp"
      case .rerun: "chạy lại"
      case .replay: "nạp lại"
      case .undo: "hoàn tác"
      case .import: "nhập sửa"
      case .consolidate: "hợp nhất"
      }
    return Speech.current.term(vietnamese, rawValue)
  }
}
