import Foundation
import Glibc

/// The C library's converter. Its GB18030 knows all of Unicode and its errors are strict, which Foundation's are not.
enum Iconv {
  /// The bytes as text, or nil at the first sequence that the charset does not define or that is cut off.
  static func text(of data: Data, from charset: String) -> String? {
    guard let converter = iconv_open("UTF-8", charset), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var output: [UInt8] = []
    output.reserveCapacity(data.count + data.count / 2)
    let complete = data.withUnsafeBytes { input in
      convert(input, with: converter, into: &output)
    }
    return complete ? String(validating: output, as: UTF8.self) : nil
  }

  private static func convert(
    _ input: UnsafeRawBufferPointer, with converter: iconv_t, into output: inout [UInt8]
  ) -> Bool {
    var source = UnsafeMutablePointer(mutating: input.bindMemory(to: CChar.self).baseAddress)
    var remaining = input.count
    var chunk = [CChar](repeating: 0, count: 65_536)
    while remaining > 0 {
      let status = chunk.withUnsafeMutableBufferPointer { buffer in
        var target = buffer.baseAddress
        var space = buffer.count
        let result = iconv(converter, &source, &remaining, &target, &space)
        let failure = result == Int(bitPattern: UInt.max) || result == -1 ? errno : 0
        output.append(
          contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<(buffer.count - space)]))
        return failure
      }
      // E2BIG only says that the chunk is full.
      if status != 0 && status != E2BIG { return false }
    }
    return true
  }
}
