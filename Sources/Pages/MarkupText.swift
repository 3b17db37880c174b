import Mustache

/// Text as it stands in HTML. The engine's own escaping goes character by character, which on Chinese text takes
/// a tenth of a page's time; the five signs are single bytes.
struct MarkupText: MustacheContentType {
  private static let name = "MARKUP"
  /// Stands before each template.
  static let pragma = "{{% CONTENT_TYPE: \(name)}}\n"

  static func register() { MustacheContentTypes.register(MarkupText(), named: name) }

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { entity($0) != nil }) else { return nil }
      var escaped: [UInt8] = []
      escaped.reserveCapacity(bytes.count + 32)
      for byte in bytes {
        if let entity = entity(byte) { escaped += entity.utf8 } else { escaped.append(byte) }
      }
      return String(decoding: escaped, as: UTF8.self)
    } ?? text
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}

extension String {
  /// As it stands in HTML.
  public var asMarkup: String { MarkupText.escaped(self) }
}

// Without these the engine asks a value for half a dozen protocols before it describes it.
extension String: @retroactive MustacheCustomRenderable {
  public var renderText: String { self }
  public var isNull: Bool { false }
}

extension Int: @retroactive MustacheCustomRenderable {
  public var renderText: String { String(self) }
  public var isNull: Bool { false }
}
