extension Glob {
  /// The pattern of one name between two slashes.
  struct Component: Sendable {
    private enum Element: Sendable, Equatable {
      case byte(UInt8)
      case anyCharacter
      case anyCharacters
      case set([ClosedRange<UInt32>], isNegated: Bool)
    }

    /// Whether it is `**`.
    let isAnyDepth: Bool
    private let elements: [Element]

    init(_ pattern: [UInt8]) {
      isAnyDepth = pattern == [UInt8(ascii: "*"), UInt8(ascii: "*")]
      var elements: [Element] = []
      var index = 0
      while index < pattern.count {
        switch pattern[index] {
        case UInt8(ascii: "*"):
          if elements.last != .anyCharacters { elements.append(.anyCharacters) }
        case UInt8(ascii: "?"):
          elements.append(.anyCharacter)
        case UInt8(ascii: "["):
          let set = Self.set(in: pattern, from: index + 1)
          elements.append(set?.element ?? .byte(pattern[index]))
          index = set?.end ?? index
        case UInt8(ascii: "\\") where index + 1 < pattern.count:
          index += 1
          fallthrough
        default:
          elements.append(.byte(pattern[index]))
        }
        index += 1
      }
      self.elements = elements
    }

    /// The only name that fits, or `nil` when several may.
    var literal: [UInt8]? {
      var bytes: [UInt8] = []
      for element in elements {
        guard case .byte(let byte) = element else { return nil }
        bytes.append(byte)
      }
      return bytes
    }

    var isLiteral: Bool { literal != nil }

    func matches(_ name: [UInt8]) -> Bool {
      if Glob.isHidden(name), elements.first != .byte(UInt8(ascii: ".")) { return false }
      var (element, position) = (0, 0)
      var retry: (element: Int, position: Int)?
      while position < name.count {
        if element < elements.count, elements[element] == .anyCharacters {
          retry = (element + 1, position)
          element += 1
        } else if element < elements.count,
          let length = Self.length(of: elements[element], in: name, at: position)
        {
          element += 1
          position += length
        } else if let (star, from) = retry {
          retry = (star, from + 1)
          (element, position) = (star, from + 1)
        } else {
          return false
        }
      }
      if element < elements.count, elements[element] == .anyCharacters { element += 1 }
      return element == elements.count
    }

    /// How many bytes of the name the element takes, `nil` when it does not fit.
    private static func length(of element: Element, in name: [UInt8], at position: Int) -> Int? {
      switch element {
      case .byte(let byte): return name[position] == byte ? 1 : nil
      case .anyCharacters: return nil
      case .anyCharacter: return character(in: name, at: position).length
      case .set(let ranges, let isNegated):
        let (value, length) = character(in: name, at: position)
        return ranges.contains { $0.contains(value) } != isNegated ? length : nil
      }
    }

    /// Parses what follows `[`; `nil` when no `]` ends it, so that the bracket stands for itself.
    private static func set(in pattern: [UInt8], from start: Int) -> (element: Element, end: Int)? {
      var index = start
      var isNegated = false
      if index < pattern.count, pattern[index] == UInt8(ascii: "!") || pattern[index] == 0x5E {
        isNegated = true
        index += 1
      }
      let first = index
      var ranges: [ClosedRange<UInt32>] = []
      while index < pattern.count {
        if pattern[index] == UInt8(ascii: "]"), index > first {
          return (.set(ranges, isNegated: isNegated), index)
        }
        let (low, length) = character(in: pattern, at: index)
        index += length
        var high = low
        if index + 1 < pattern.count, pattern[index] == UInt8(ascii: "-"),
          pattern[index + 1] != UInt8(ascii: "]")
        {
          let (end, length) = character(in: pattern, at: index + 1)
          high = end
          index += 1 + length
        }
        if low <= high { ranges.append(low...high) }
      }
      return nil
    }

    /// Decodes one character; a byte that is not UTF-8 counts as a character beyond Unicode.
    private static func character(
      in bytes: [UInt8], at index: Int
    ) -> (value: UInt32, length: Int) {
      let lead = bytes[index]
      if lead < 0x80 { return (UInt32(lead), 1) }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      let end = index + length
      guard (0xC2...0xF4).contains(lead), end <= bytes.count,
        bytes[(index + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return (0x11_0000 + UInt32(lead), 1) }
      var value = UInt32(lead) & (0x7F >> UInt32(length))
      for byte in bytes[(index + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
      return (value, length)
    }
  }
}
