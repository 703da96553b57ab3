import Foundation
import Generation

do {
  let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
  if arguments.wantsHelp {
    print(Arguments.help)
    exit(0)
  }
  let counts = try arguments.write()
  print(
    "records \(counts.records), loaded \(counts.loaded), duplicate \(counts.duplicate), "
      + "rejected \(counts.rejected)")
} catch let problem as Arguments.Problem {
  FileHandle.standardError.write(Data("sohoa-generate: \(problem.message)\n\n".utf8))
  FileHandle.standardError.write(Data("\(Arguments.help)\n".utf8))
  exit(64)
} catch {
  FileHandle.standardError.write(Data("sohoa-generate: \(error)\n".utf8))
  exit(74)
}
