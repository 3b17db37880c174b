import Foundation
import Pages

/// What a chosen password and PIN must be (NIST SP 800-63B-4: 15 characters where nothing else is asked, and a list of
/// common ones; no rules of composition).
enum NewPassword {
  static let shortest = 15
  static let mostBytes = 200

  /// The rule that a password breaks, or nil.
  static func fault(of password: String, name: String) -> String? {
    if password.count < shortest { return "too_short" }
    if password.utf8.count > mostBytes { return "too_many_bytes" }
    let folded = password.lowercased()
    if CommonPasswords.contains(folded) || Set(folded).count < 3 { return "common" }
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

/// Long passwords that are tried first all the same: words and rows of keys one after another, with the usual figures.
/// They are made from their parts, so that the rule can be read; what stands for a letter (`p@ssw0rd`) is that letter.
enum CommonPasswords {
  /// More parts than these are as good as any words.
  private static let mostParts = 4

  static func contains(_ password: String) -> Bool {
    if isMadeOfParts(password[...], most: mostParts) { return true }
    let figures = String(password.reversed().prefix(while: \.isNumber).reversed())
    let word = password.dropLast(figures.count).map { disguises[$0] ?? $0 }
    return isMadeOfParts((String(word) + figures)[...], most: mostParts)
  }

  private static func isMadeOfParts(_ text: Substring, most: Int) -> Bool {
    if text.isEmpty { return true }
    return most > 0 && parts.contains { text.hasPrefix($0) && isMadeOfParts(text.dropFirst($0.count), most: most - 1) }
  }

  private static let parts = Set(words + figures)

  private static let words = """
    a aa aaa abc abcd q qq w wang zhang chen liu zhao huang li qwe qwer qwert qwerty qwertyuiop asd asdf asdfgh
    asdfghjkl zxc zxcv zxcvbn zxcvbnm qaz qazwsx 1qaz 1qaz2wsx 1q2w3e 1q2w3e4r qazwsxedc password passwd pass mima
    admin administrator root user guest test welcome login letmein hello iloveyou love loveyou woaini woaiwojia wode
    aini baobei laopo laogong mama baba sunshine princess monkey dragon master shadow football baseball superman batman
    freedom computer internet china beijing shanghai shenzhen guangzhou xiaoqu wuye baoan dating menwei foyer lobby guard
    secret system server summer winter spring autumn monday friday happy lucky money good nihao wangba
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let figures =
    """
    0 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 987654321 87654321 654321 54321 4321 321
    11 111 1111 11111 111111 111222 112233 11223344 123123 123321 1314 13141314 147258 147258369 159357 159753 520 520520
    521 5201314 5201314520 1314520 666 6666 666666 66666666 88 888 8888 888888 88888888 99 999 9999 00 000 0000 000000 007
    10086 110 119 120 163 168 168168 518 789 789456 789456123 741852963 963852741 ! !! !@# @123 @1234 .. 01 02
    """.split(whereSeparator: \.isWhitespace).map(String.init) + (1960...2030).map(String.init)

  private static let disguises: [Character: Character] = [
    "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
  ]
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
