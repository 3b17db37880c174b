import Foundation
import Testing

/// `docs/verify_journal.py`, which shares nothing with the program.
enum IndependentVerifier {
  private struct Verdict: Decodable { let ok: Bool }

  static func verdicts(_ files: [URL], key: String, anchors: URL? = nil) throws -> [Bool] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", SourceTree.root.appendingPathComponent("docs/verify_journal.py").path] + files.map(\.path)
      + ["--key", key] + (anchors.map { ["--anchors", $0.path] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let verdicts = try output.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Verdict.self, from: Data($0)).ok
    }
    #expect(process.terminationStatus == (verdicts.allSatisfy(\.self) ? 0 : 1))
    return verdicts
  }
}
