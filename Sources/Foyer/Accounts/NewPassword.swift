import Foundation
import Pages

/// What a chosen password and PIN must be (NIST SP 800-63B: length and a list of common ones, no rules of composition).
enum NewPassword {
  static let shortest = 8
  static let recommended = 12
  static let mostBytes = 200

  /// The rule that a password breaks, or nil.
  static func fault(of password: String, name: String) -> String? {
    if password.count < shortest { return "too_short" }
    if password.utf8.count > mostBytes { return "too_many_bytes" }
    let folded = password.lowercased()
    if CommonPasswords.list.contains(folded) || Set(folded).count < 3 { return "common" }
    return folded.contains(name.lowercased()) && folded.count < name.count + shortest ? "has_name" : nil
  }

  /// Six digits that are not among the first anybody would try.
  static func fault(ofPIN pin: String) -> String? {
    let digits = pin.utf8.map { Int($0) - 48 }
    guard digits.count == 6, digits.allSatisfy((0...9).contains) else { return "six_digits" }
    let steps = Set(zip(digits, digits.dropFirst()).map { $1 - $0 })
    return steps.count == 1 || Set(digits).count < 3 ? "common_pin" : nil
  }
}

/// The passwords that are tried first anywhere, in lower case: 3,000 from the list of zxcvbn (MIT) and some of ours.
enum CommonPasswords {
  static let list: Set<String> = {
    guard let file = try? ProductHome.find().commonPasswords, let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return Set(text.split(separator: "\n").map(String.init))
  }()
}

extension FieldReader {
  /// A secret exactly as it was typed: not trimmed, not shortened.
  mutating func secret(_ path: String, required: Bool = true) -> String? {
    switch form[path] {
    case .text(let text) where !text.isEmpty: return text
    case nil, .null, .text:
      if required { errors.add(path, "required") }
    default: errors.add(path, "type")
    }
    return nil
  }

  /// A password that is being chosen, typed twice where the form asks for it twice.
  mutating func newPassword(_ path: String, name: String) -> String? {
    guard let password = secret(path) else { return nil }
    if let fault = NewPassword.fault(of: password, name: name) {
      errors.add(path, fault, ["shortest": String(NewPassword.shortest), "bytes": String(NewPassword.mostBytes)])
      return nil
    }
    if form["\(path)_again"] != nil, form.typed("\(path)_again") != password {
      errors.add("\(path)_again", "differs")
      return nil
    }
    return password
  }

  /// A PIN that is being chosen; full-width digits of an input method are digits too.
  mutating func newPIN(_ path: String, required: Bool = false) -> String? {
    guard let text = secret(path, required: required) else { return nil }
    let pin = Self.plainDigits(text)
    guard let fault = NewPassword.fault(ofPIN: pin) else { return pin }
    errors.add(path, fault)
    return nil
  }

  static func plainDigits(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          ("０"..."９").contains(scalar) ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : scalar
        })
    ).trimmingCharacters(in: .whitespaces)
  }
}
