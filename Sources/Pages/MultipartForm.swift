import Foundation

extension Form {
  /// A `multipart/form-data` body (RFC 7578): the way a browser without JavaScript sends a file.
  public init(multipart body: Data, boundary: String) throws {
    self.init(entries: [:], isTyped: false)
    let delimiter = Data("--\(boundary)".utf8)
    var position = try Self.end(of: delimiter, in: body, from: body.startIndex)
    while !body[position...].starts(with: Data("--".utf8)) {
      let headersEnd = try Self.end(of: Data("\r\n\r\n".utf8), in: body, from: position)
      // A part without content has its closing line break where the headers' second one is.
      let next = try Self.end(of: Data("\r\n".utf8) + delimiter, in: body, from: headersEnd - 2)
      let content = body[headersEnd..<max(headersEnd, next - delimiter.count - 2)]
      try addPart(headers: String(decoding: body[position..<headersEnd], as: UTF8.self), content: content)
      position = next
    }
  }

  private mutating func addPart(headers: String, content: Data) throws {
    guard let name = Self.parameter("name", of: headers) else { throw Malformed() }
    if let file = Self.parameter("filename", of: headers) {
      if !content.isEmpty { add(.upload(Upload(name: file, bytes: [UInt8](content))), at: name) }
    } else {
      guard let text = String(data: content, encoding: .utf8) else { throw Malformed() }
      add(.text(text), at: name)
    }
  }

  private static func parameter(_ name: String, of headers: String) -> String? {
    guard let start = headers.range(of: "; \(name)=\"") else { return nil }
    return headers[start.upperBound...].split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
      .first.map(String.init)
  }

  /// The position just behind the next occurrence of `pattern`, with room for the closing dashes.
  private static func end(of pattern: Data, in body: Data, from start: Int) throws -> Int {
    guard let range = body.range(of: pattern, in: start..<body.endIndex), range.upperBound + 2 <= body.endIndex else {
      throw Malformed()
    }
    return range.upperBound
  }
}
