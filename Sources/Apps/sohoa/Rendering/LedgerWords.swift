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
    Speech.current.term(outcome == "duplicate" ? "trùng" : "loại", outcome)
  }

  /// How far QA has come, for people.
  var statusSaid: String {
    let vietnamese =
      switch RejectFilterOptions.Status(rawValue: status) {
      case .open: "chưa xử lý"
      case .fixed: "đã sửa"
      case .replayed: "đã nạp lại"
      case .discarded: "đã bỏ"
      case nil: status
      }
    return Speech.current.term(vietnamese, status)
  }
}
