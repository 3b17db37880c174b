import Foundation

/// The texts that cells refer to by number. Rich text is joined; phonetic guides (`rPh`) are left out.
struct SharedTexts {
  private var texts: [String] = []

  init(in archive: ZipArchive, at path: String?) throws(SpreadsheetError) {
    guard let path, archive.has(path) else { return }
    let reader = SharedTextReader()
    try reader.read(archive.contents(of: path), named: path)
    texts = reader.texts
  }

  subscript(index: Int) -> String? {
    texts.indices.contains(index) ? texts[index] : nil
  }
}

private final class SharedTextReader: MarkupReader {
  var texts: [String] = []
  private var current = ""
  private var isPhonetic = false

  override func opened(_ element: Substring, _ attributes: [String: String]) {
    switch element {
    case "si": current = ""
    case "rPh": isPhonetic = true
    case "t": collect()
    default: break
    }
  }

  override func closed(_ element: Substring) {
    switch element {
    case "t":
      stopCollecting()
      if !isPhonetic { current += text }
    case "rPh": isPhonetic = false
    case "si": texts.append(current.unescapedControls)
    default: break
    }
  }
}

extension String {
  /// Excel writes control characters as `_x000D_`.
  var unescapedControls: String {
    guard contains("_x") else { return self }
    return replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
      UInt32(match.1, radix: 16).flatMap(UnicodeScalar.init).map { String(Character($0)) } ?? String(match.0)
    }
  }
}
