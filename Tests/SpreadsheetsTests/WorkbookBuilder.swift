import Foundation

/// Makes small `.xlsx` files, so that each test shows what is in its file.
struct WorkbookBuilder {
  var sheets: [(name: String, data: String)] = []
  var sharedTexts: String?
  var styles: String?
  var properties = ""

  func data() -> Data {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var links = sheets.indices.map {
      "<Relationship Id='rId\($0)' Type='\(relation)/worksheet' Target='worksheets/sheet\($0).xml'/>"
    }
    var parts = sheets.enumerated().map { ("xl/worksheets/sheet\($0).xml", "<worksheet>\($1.data)</worksheet>") }
    if let sharedTexts {
      links.append("<Relationship Id='s' Type='\(relation)/sharedStrings' Target='/xl/sharedStrings.xml'/>")
      parts.append(("xl/sharedStrings.xml", "<sst>\(sharedTexts)</sst>"))
    }
    if let styles {
      links.append("<Relationship Id='t' Type='\(relation)/styles' Target='styles.xml'/>")
      parts.append(("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"))
    }
    let tabs = sheets.enumerated().map { "<sheet name='\($1.name)' sheetId='\($0)' r:id='rId\($0)'/>" }.joined()
    parts += [
      (
        "_rels/.rels",
        "<Relationships><Relationship Id='w' Type='\(relation)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
      ),
      ("xl/workbook.xml", "<workbook xmlns:r='\(relation)'>\(properties)<sheets>\(tabs)</sheets></workbook>"),
      ("xl/_rels/workbook.xml.rels", "<Relationships>\(links.joined())</Relationships>"),
    ]
    return Self.zip(parts.map { ($0.0, Data($0.1.utf8)) })
  }

  /// A stored (not compressed) zip archive.
  static func zip(_ parts: [(name: String, contents: Data)], encrypted: Bool = false) -> Data {
    var archive = Data()
    var directory = Data()
    for (name, contents) in parts {
      let fields =
        little(20, 2) + little(encrypted ? 1 : 0, 2) + little(0, 6) + little(crc32(contents), 4)
        + little(UInt32(contents.count), 4) + little(UInt32(contents.count), 4) + little(UInt32(name.utf8.count), 2)
      directory += Data([0x50, 0x4B, 1, 2]) + little(20, 2) + fields + little(0, 12)
      directory += little(UInt32(archive.count), 4) + Data(name.utf8)
      archive += Data([0x50, 0x4B, 3, 4]) + fields + little(0, 2) + Data(name.utf8) + contents
    }
    let end = little(0, 4) + little(UInt32(parts.count), 2) + little(UInt32(parts.count), 2)
    return archive + directory + Data([0x50, 0x4B, 5, 6]) + end + little(UInt32(directory.count), 4)
      + little(UInt32(archive.count), 4) + little(0, 2)
  }

  private static func little(_ value: UInt32, _ bytes: Int) -> Data {
    Data((0..<bytes).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) : 0 })
  }

  private static func crc32(_ data: Data) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
