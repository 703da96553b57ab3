/// Reads every cell as yes or no by the texts that stand for them, and writes `true` or `false`.
///
/// - Parameters:
///   - cells: one a row; nulls and failing cells are left alone.
///   - values: gets 1 or 0, one a row.
///   - bytes: what the cells point into.
///   - trueValues: the texts that mean yes.
///   - falseValues: the texts that mean no.
///   - failures: the rows whose cell is neither are appended, ascending.
public func parseBooleans(
  _ cells: inout [Cell], values: inout [Int64], bytes: inout ByteArena, trueValues: ByteSet,
  falseValues: ByteSet, failures: inout [UInt32]
) {
  resize(&values, to: cells.count)
  let yes = bytes.append(Array("true".utf8))
  let no = bytes.append(Array("false".utf8))
  let text = bytes.storage.span
  for row in cells.indices where !cells[row].isNull {
    let range = cells[row].range
    if trueValues.index(range, text) >= 0 {
      values[row] = 1
      cells[row] = yes
    } else if falseValues.index(range, text) >= 0 {
      values[row] = 0
      cells[row] = no
    } else {
      failures.append(UInt32(truncatingIfNeeded: row))
    }
  }
}
