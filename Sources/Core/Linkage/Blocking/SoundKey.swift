/// How a text in small letters without marks sounds, roughly: spellings that hands and dialects
/// confuse get one key.
///
/// Consonants that Vietnamese dialects confuse (s and x, ch and tr, d, gi and r, l and n; at the end n, ng
/// and nh, t, c and ch) and those that English spelling doubles or varies become one; vowels after a word's
/// first letter are dropped.
func soundKey(_ text: [UInt8]) -> [UInt8] {
  var key: [UInt8] = []
  for word in text.split(separator: 0x20) {
    if !key.isEmpty { key.append(0x20) }
    let start = key.count
    var index = word.startIndex
    while index < word.endIndex {
      let letter = word[index]
      let next = index + 1 < word.endIndex ? word[index + 1] : 0
      var sound: UInt8
      var step = 1
      func isEnd(_ place: Int) -> Bool { place == word.endIndex && index > word.startIndex }
      switch (letter, next) {
      case (0x63, 0x68) where isEnd(index + 2): (sound, step) = (0x6B, 2)  // ch as in thich
      case (0x74, 0) where index > word.startIndex: sound = 0x6B  // t as in cat
      case (0x63, 0x68), (0x74, 0x72): (sound, step) = (0x43, 2)  // ch, tr
      case (0x70, 0x68): (sound, step) = (0x66, 2)  // ph
      case (0x67, 0x69) where index == word.startIndex: sound = 0x64  // gi as in gia
      case (0x67, 0x68): (sound, step) = (0x67, 2)  // gh
      case (0x74, 0x68): (sound, step) = (0x54, 2)  // th
      case (0x6E, 0x67), (0x6E, 0x68): (sound, step) = (0x6C, 2)  // ng, nh
      case (0x71, 0x75): (sound, step) = (0x6B, 2)  // qu
      case (0x6B, 0x68): (sound, step) = (0x4B, 2)  // kh
      default:
        switch letter {
        case 0x73, 0x78, 0x7A: sound = 0x73  // s x z
        case 0x63, 0x6B, 0x71: sound = 0x6B  // c k q
        case 0x6C, 0x6E: sound = 0x6C  // l n
        case 0x64, 0x72: sound = 0x64  // d r
        case 0x76, 0x66: sound = 0x66  // v f
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: sound = index == word.startIndex ? 0x61 : 0
        case 0x68, 0x77: sound = index == word.startIndex ? letter : 0
        default: sound = letter
        }
      }
      if sound != 0, key.count == start || key[key.count - 1] != sound { key.append(sound) }
      index += step
    }
  }
  return key
}
