/// Somebody who lives, or came to live, in a block's communes.
struct Person {
  /// What is known of a birth date where only an old paper tells.
  enum Precision: UInt8 { case day, month, year }

  var name = PersonName()
  /// The name before a correction, up to that day.
  var nameBefore = PersonName()
  var renamedOn = 0
  var isFemale = false
  var born = Day(1900, 1, 1)
  var bornNumber = 0
  var precision = Precision.day
  /// Positions in the block, or -1.
  var father = -1
  var mother = -1
  var spouse = -1
  var isDivorced = false
  var died = Int.max
  /// The last day of an event that needs the person alive.
  var lastActive = 0
  /// The year of the last event that changes the person's state; there is one a year at most.
  var eventYear = 0
  var household = -1
  var joined = 0
  /// The commune where the person lived before, or -1.
  var cameFrom = -1
  /// The commune where the family comes from.
  var origin = 0
  var lastBirthYear = 0
  var childCount = 0
  var isAdopted = false
  /// Whether the person has moved away for good.
  var isGone = false
  /// How many people of the same number digits there were before in the block.
  var serial = 0

  var isHere: Bool { died == .max && !isGone }
}

/// A family with a household book.
struct Household {
  /// Which of the block's communes it lives in.
  var commune: Int
  var head: Int
  var members: [Int]
  var formed: Int
  var hamlet: Int
  /// Who was struck out, when and why (``LifeEvent/Move``).
  var struckOut: [(person: Int, day: Int, reason: Int)] = []
}
