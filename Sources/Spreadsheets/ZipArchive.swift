import CZip
import Foundation

/// The parts of a workbook, read from memory through libzip and bounded.
final class ZipArchive {
  private let archive: OpaquePointer
  /// libzip reads from these bytes as long as the archive is open.
  private let bytes: UnsafeMutableRawPointer
  private var budget: Int

  init(_ data: Data, limits: Workbook.Limits) throws(SpreadsheetError) {
    bytes = UnsafeMutableRawPointer.allocate(byteCount: max(data.count, 1), alignment: 16)
    data.copyBytes(to: UnsafeMutableRawBufferPointer(start: bytes, count: data.count))
    budget = limits.unpackedSize
    guard let source = zip_source_buffer_create(bytes, zip_uint64_t(data.count), 0, nil),
      let opened = zip_open_from_source(source, ZIP_RDONLY, nil)
    else {
      bytes.deallocate()
      throw .damaged(part: "zip")
    }
    archive = opened
    if zip_get_num_entries(archive, 0) > limits.entries { throw .tooLarge }
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  func has(_ path: String) -> Bool {
    zip_name_locate(archive, path, ZIP_FL_NOCASE) >= 0
  }

  /// - Throws: `.damaged`, `.encrypted`, `.tooLarge`.
  func contents(of path: String) throws(SpreadsheetError) -> Data {
    var entry = zip_stat_t()
    let index = zip_name_locate(archive, path, ZIP_FL_NOCASE)
    guard index >= 0, zip_stat_index(archive, zip_uint64_t(index), 0, &entry) == 0 else { throw .damaged(part: path) }
    if entry.encryption_method != ZIP_EM_NONE { throw .encrypted }
    if entry.size > budget { throw .tooLarge }
    guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw .damaged(part: path) }
    defer { zip_fclose(file) }
    return try read(file, expecting: Int(entry.size), of: path)
  }

  /// The size that an archive declares may be a lie, so what really comes out is counted too.
  private func read(_ file: OpaquePointer, expecting size: Int, of path: String) throws(SpreadsheetError) -> Data {
    var contents = Data(capacity: min(size, budget))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Int(zip_fread(file, &chunk, zip_uint64_t(chunk.count)))
      guard count >= 0 else { throw .damaged(part: path) }
      guard count > 0 else { break }
      budget -= count
      guard budget >= 0 else { throw .tooLarge }
      contents.append(contentsOf: chunk[..<count])
    }
    return contents
  }
}
