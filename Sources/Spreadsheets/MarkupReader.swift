import Foundation
import FoundationXML

/// Walks one XML part. Subclasses are told of elements by their local names, so that a prefix (`x:row`) is no matter.
class MarkupReader: NSObject, XMLParserDelegate {
  private var failure: SpreadsheetError?
  private weak var parser: XMLParser?
  /// Text since the last `collect()`.
  private(set) var text = ""
  private var isCollecting = false

  func opened(_ element: Substring, _ attributes: [String: String]) {}
  func closed(_ element: Substring) {}

  final func collect() {
    text = ""
    isCollecting = true
  }

  final func stopCollecting() {
    isCollecting = false
  }

  final func fail(_ error: SpreadsheetError) {
    failure = failure ?? error
    parser?.abortParsing()
  }

  final func read(_ data: Data, named part: String) throws(SpreadsheetError) {
    // No spreadsheet program writes a document type; its entities only serve to blow a file up.
    if data.range(of: Data("<!DOCTYPE".utf8)) != nil { throw .damaged(part: part) }
    // XMLParser(data:) fails above 10 MB on Linux; a stream has no such limit.
    let parser = XMLParser(stream: InputStream(data: data))
    parser.delegate = self
    self.parser = parser
    let succeeded = parser.parse()
    if let failure { throw failure }
    if !succeeded { throw .damaged(part: part) }
  }

  final func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    opened(Self.local(name), attributes)
  }

  final func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    closed(Self.local(name))
  }

  final func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if isCollecting { text += characters }
  }

  final func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if isCollecting { text += String(decoding: block, as: UTF8.self) }
  }

  private static func local(_ name: String) -> Substring {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name[...] }
    return name[name.index(after: colon)...]
  }
}
