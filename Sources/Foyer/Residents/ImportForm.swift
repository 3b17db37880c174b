import Foundation
import Pages
import Spreadsheets

/// A list of residents as it was sent, and how it is to be read.
struct ImportForm {
  let form: Form

  /// The file of a browser's form, or `content` in base64 from a program.
  func file() throws -> Data {
    let reader = FieldReader(form)
    if let upload = reader.upload("file") { return Data(upload.bytes) }
    guard case .text(let text)? = form["content"] else { throw FieldErrors("file", "required") }
    guard let data = Data(base64Encoded: text), !data.isEmpty else { throw FieldErrors("content", "base64") }
    return data
  }

  func choices(triesBig5: Bool) throws -> PendingImport.Choices {
    var reader = FieldReader(form)
    let encoding = reader.text("encoding", limit: 20)
    if let encoding, encoding != "auto", TextEncoding(rawValue: encoding) == nil {
      reader.errors.add("encoding", "choice")
    }
    let keep = reader.texts("keep", limit: 20, most: 20)
    if keep.contains(where: { KeptColumns(named: $0) == nil }) { reader.errors.add("keep", "choice") }
    let building = reader.text("building", limit: 12)
    try reader.errors.check()
    return PendingImport.Choices(
      encoding: encoding == "auto" ? nil : encoding, keep: keep, building: building, triesBig5: triesBig5)
  }
}
