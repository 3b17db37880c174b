import Foundation

/// Where things lie in the package: the sheets with their names, shared texts, styles, the date system.
struct WorkbookPart {
  struct Sheet {
    let name: String
    let path: String
    let isHidden: Bool
  }

  let sheets: [Sheet]
  let sharedTexts: String?
  let styles: String?
  /// Workbooks born on old Macs count days from 1904.
  let startsIn1904: Bool

  init(in archive: ZipArchive) throws(SpreadsheetError) {
    guard archive.has("_rels/.rels") else { throw .notAWorkbook }
    let package = try Relationships(in: archive, of: "")
    guard let path = package.target(ofType: "/officeDocument") else { throw .notAWorkbook }
    let reader = WorkbookReader()
    try reader.read(archive.contents(of: path), named: path)
    guard reader.isWorkbook else { throw .notAWorkbook }
    let relations = try Relationships(in: archive, of: path)
    sheets = reader.sheets.compactMap { sheet in
      guard let target = relations.targets[sheet.relation], target.type.hasSuffix("/worksheet") else { return nil }
      return Sheet(name: sheet.name, path: target.path, isHidden: sheet.isHidden)
    }
    sharedTexts = relations.target(ofType: "/sharedStrings")
    styles = relations.target(ofType: "/styles")
    startsIn1904 = reader.startsIn1904
  }
}

private final class WorkbookReader: MarkupReader {
  var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  var startsIn1904 = false
  var isWorkbook = false

  override func opened(_ element: Substring, _ attributes: [String: String]) {
    switch element {
    case "workbook":
      isWorkbook = true
    case "workbookPr":
      startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      let relation = attributes.first { $0.key == "r:id" || $0.key.hasSuffix(":id") }?.value
      let isHidden = attributes["state"].map { $0 != "visible" } ?? false
      sheets.append((attributes["name"] ?? "", relation ?? "", isHidden))
    default:
      break
    }
  }
}

/// The `.rels` part beside a part: which id leads where.
private struct Relationships {
  private(set) var targets: [String: (type: String, path: String)] = [:]

  /// - Parameter part: the path of the part that owns the relationships, or "" for the package.
  init(in archive: ZipArchive, of part: String) throws(SpreadsheetError) {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let name = part.split(separator: "/").last ?? ""
    let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
    let reader = RelationshipReader()
    try reader.read(archive.contents(of: path), named: path)
    for (id, type, target) in reader.found {
      targets[id] = (type, Self.resolved(target, in: folder))
    }
  }

  func target(ofType suffix: String) -> String? {
    targets.values.first { $0.type.hasSuffix(suffix) }?.path
  }

  private static func resolved(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

private final class RelationshipReader: MarkupReader {
  var found: [(id: String, type: String, target: String)] = []

  override func opened(_ element: Substring, _ attributes: [String: String]) {
    guard element == "Relationship" else { return }
    found.append((attributes["Id"] ?? "", attributes["Type"] ?? "", attributes["Target"] ?? ""))
  }
}
