/// A register, by the number that its rows are sorted by.
public enum Register: Int, CaseIterable, Sendable {
  case birth, marriage, death, recognition, maritalStatus, guardianship, adoption, correction
  case household, member, move, stay, birthNotice, deathNotice

  /// Whether hospitals send it, numbered without regard to communes.
  var isNotice: Bool { self == .birthNotice || self == .deathNotice }

  /// The folder its deliveries stand in, and what its pipeline is named after.
  public var folder: String {
    switch self {
    case .birth: "khai-sinh"
    case .marriage: "ket-hon"
    case .death: "khai-tu"
    case .recognition: "nhan-cha-me-con"
    case .maritalStatus: "tinh-trang-hon-nhan"
    case .guardianship: "giam-ho"
    case .adoption: "nuoi-con-nuoi"
    case .correction: "cai-chinh"
    case .household: "ho-khau"
    case .member: "nhan-khau"
    case .move: "bien-dong"
    case .stay: "tam-tru-tam-vang"
    case .birthNotice: "giay-chung-sinh"
    case .deathNotice: "giay-bao-tu"
    }
  }
}

/// Something that is written into a register.
struct LifeEvent {
  var register: Register
  /// Which of the block's communes keeps the book.
  var commune: Int
  /// The day of the entry.
  var day: Int
  /// The person it is about; positions in the block, -1 for nobody.
  var person: Int
  var second = -1
  var third = -1
  /// What a register distinguishes by a code.
  var code = 0
  /// Another day, or the person who applies.
  var other = 0
  var household = -1
  /// Another commune, by its number among all, or -1.
  var place = -1

  /// What changed in a household.
  enum Move {
    static let arrived = 1
    static let left = 2
    static let split = 3
    static let joined = 4
    static let newHead = 5
    static let died = 6
    static let born = 7
  }
}
