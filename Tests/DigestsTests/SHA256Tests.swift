import Digests
import Testing

@Suite struct SHA256Tests {
  @Test(
    "The vectors of FIPS 180 and NIST come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
          + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func vectors(text: String, expected: String) {
    #expect(SHA256.hash(Array(text.utf8)).hexadecimal == expected)
  }

  @Test("A hash taken up between any two bytes ends the same")
  func everySplit() throws {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let whole = SHA256.hash(bytes)
    for split in 0...bytes.count {
      var first = SHA256()
      first.update(bytes, 0..<split)
      #expect(first.count == UInt64(split))
      var second = try #require(SHA256(state: first.state))
      #expect(second.state == first.state)
      second.update(bytes, split..<bytes.count)
      #expect(second.finalize() == whole)
    }
  }

  @Test("The state's layout is fixed")
  func layout() {
    var hash = SHA256()
    hash.update([1, 2, 3], 0..<3)
    #expect(
      hash.state.hexadecimal
        == "01" + "67e6096a85ae67bb72f36e3c3af54fa57f520e518c68059babd9831f19cde05b"
        + "0300000000000000" + "010203")
  }

  @Test("A length beyond 512 MiB survives")
  func longCount() throws {
    var state = SHA256().state
    state[33 + 4] = 3
    let hash = try #require(SHA256(state: state))
    #expect(hash.count == 3 << 32)
    #expect(hash.state == state)
  }

  @Test("A state that no hash gives is refused")
  func refused() {
    var hash = SHA256()
    hash.update([1, 2, 3], 0..<3)
    let state = hash.state
    for count in 0..<state.count { #expect(SHA256(state: Array(state[..<count])) == nil) }
    #expect(SHA256(state: state + [0]) == nil)
    #expect(SHA256(state: [2] + state.dropFirst()) == nil)
    var tooLong = state
    tooLong[40] = 0x80
    #expect(SHA256(state: tooLong) == nil)
  }

  @Test("Asking for the hash does not end it")
  func finalizeTwice() {
    var hash = SHA256()
    hash.update(Array("ab".utf8).span)
    _ = hash.finalize()
    hash.update(Array("c".utf8).span)
    #expect(hash.finalize() == SHA256.hash(Array("abc".utf8)))
  }
}
