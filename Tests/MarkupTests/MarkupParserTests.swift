import Markup
import Testing

@Suite struct MarkupParserTests {
  private func parse(_ pieces: String...) throws -> (MarkupTape, MarkupFailure?) {
    let parser = try MarkupParser()
    var tape = MarkupTape()
    for (index, piece) in pieces.enumerated() {
      let bytes = Array(piece.utf8)
      parser.feed(bytes, 0..<bytes.count, isLast: index == pieces.count - 1, into: &tape)
    }
    return (tape, parser.failure)
  }

  @Test("Events carry kinds, names, values and places")
  func events() throws {
    let (tape, failure) = try parse("<a b='1&amp;&#x32;' xmlns:p='urn:p'>x", "&lt;<p:c/></a>")
    #expect(failure == nil)
    #expect(tape.events.map(\.kind) == [.start, .attribute, .text, .start, .end, .end])
    #expect(tape.names.map { String(decoding: $0.local, as: UTF8.self) } == ["a", "b", "c"])
    #expect(String(decoding: tape.names[2].namespace, as: UTF8.self) == "urn:p")
    #expect(String(decoding: tape.text, as: UTF8.self) == "1&2x<")
    #expect(tape.events[0].offset == 35)
    #expect(tape.events[4].offset == 47)
    #expect(tape.events[5].offset == 51)
  }

  @Test(
    "A document that is not well-formed stops the parser with a reason",
    arguments: [
      ("<a>", .truncated), ("", .truncated), ("x<a/>", .noRoot), ("<a></b>", .endTag),
      ("<a>&x;</a>", .entity),
      ("<a>&#0;</a>", .character), ("<a>&#xg;</a>", .characterReference),
      ("<a b='1' b='2'/>", .attribute),
      ("<a/>x", .trailing), ("<a/><b/>", .trailing), ("<a>\u{1}</a>", .character),
      ("<a>]]></a>", .syntax), ("<!DOCTYPE a><a/>", .documentType),
      (String(repeating: "<a>", count: 300), .limit),
    ] as [(String, MarkupFailure.Reason)])
  func failures(text: String, reason: MarkupFailure.Reason) throws {
    #expect(try parse(text).1?.reason == reason)
  }
}
