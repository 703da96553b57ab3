/// Describes a sample delivery: where it comes from, and what is planted in it.
struct SampleReadme {
  let text: String

  init(files: [SampleDelivery.File], truth: Truth, seed: UInt64) {
    var text = """
      # Sample data

      `khai-sinh/` is a delivery of birth registers as a province sends one. **All people in it are \
      invented**: names, dates and numbers are drawn at random from lists of common words, and \
      communes are put together from common names. The 70 columns are those of the import sheet of \
      the civil-status software, with the noise its header cells really carry.

      Everything here, this page included, is made by one command and is the same each time; a test \
      makes it again and compares.

          swift run -c release sohoa-generate sample SampleData --seed \(seed)

      ## Files


      """
    text += "| file | unit | records | loaded | duplicate | rejected | what it is |\n"
    text += "|---|---|---:|---:|---:|---:|---|\n"
    text += Self.units(files, truth)
    let total = truth.total
    text += "| **total** | | \(total.records) | \(total.loaded) | \(total.duplicate) "
    text += "| \(total.rejected) | |\n"
    text += """

      Records are counted from 1, without the header. The counts stand in \
      `khai-sinh/truth-units.csv`, the list below in `khai-sinh/truth.csv`; nothing else may be \
      refused.

      ## What is planted

      | file | unit | record | defect | rule | column | outcome |
      |---|---|---:|---|---|---|---|

      """
    for line in truth.lines {
      let record = line.record.map(String.init) ?? "all"
      text += "| \(line.unit) | \(line.member) | \(record) | \(line.defect) | \(line.rule) "
      text += "| \(line.field) | \(line.outcome) |\n"
    }
    text += """

      Besides, everywhere and right as it stands: a parent's year, or month and year, of birth in \
      place of a date; points and slashes as separators of dates within one record; the sex as \
      code or word; other spellings of ethnic groups (`Khmer`, `H'Mông`); quoted fields with \
      delimiters, doubled quotes and line breaks; entries without a father.

      """
    self.text = text
  }

  private static func units(_ files: [SampleDelivery.File], _ truth: Truth) -> String {
    var text = ""
    for file in files {
      for (index, member) in file.members.enumerated() {
        let isRead = member.outcome == .loaded
        let planted = member.planted.values
        let duplicate = planted.count { $0.outcome == .duplicate }
        let rejected = planted.count { $0.outcome == .rejected }
        let loaded = member.rows - duplicate - rejected
        let counts =
          isRead
          ? "\(member.rows) | \(loaded) | \(duplicate) | \(rejected)"
          : "– | – | – | –"
        let about = index == 0 ? file.about : ""
        let note = isRead ? about : "\(member.outcome.rawValue): \(member.defect)"
        text += "| \(file.name) | \(member.name) | \(counts) | \(note) |\n"
      }
    }
    return text
  }
}
