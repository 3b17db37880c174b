/// What a telephone number belongs to, by its digits alone.
enum PhoneNumbering {
  typealias Reading = (normalized: String, kind: PhoneNumber.Kind, warnings: [PhoneNumber.Warning])

  /// Reads bare digits. `isInternational` when a `+` stood before them.
  static func read(_ digits: String, isInternational: Bool) -> Reading {
    if isInternational { return international(digits) }
    if digits.hasPrefix("00"), digits.utf8.count >= 9 { return international(String(digits.dropFirst(2))) }
    return domestic(digits) ?? withCountryCode(digits) ?? (digits, .unknown, machineWarnings(digits))
  }

  static func isMobile(_ digits: some StringProtocol) -> Bool {
    let symbols = Array(digits.utf8)
    return symbols.count == 11 && symbols[0] == 0x31 && (0x33...0x39).contains(symbols[1])
  }

  /// Three digits for the area codes 010 and 02x, four for all others.
  static func areaCodeLength(_ landline: String) -> Int {
    landline.hasPrefix("010") || landline.hasPrefix("02") ? 3 : 4
  }

  private static func domestic(_ digits: String) -> Reading? {
    let count = digits.utf8.count
    if isMobile(digits) { return (digits, .mobile, isAllocated(digits) ? [] : [.unallocatedRange]) }
    if isService(digits, count: count) { return (digits, .service, []) }
    if digits.hasPrefix("0"), !digits.hasPrefix("00"), (10...12).contains(count) { return (digits, .landline, []) }
    if (7...8).contains(count), let first = digits.first, ("2"..."8").contains(first) {
      return (digits, .landline, [.areaCodeMissing])
    }
    return nil
  }

  /// 400 and 800 numbers, 95xxx and 96xxx call centres, 110 and 12345 and their like.
  private static func isService(_ digits: String, count: Int) -> Bool {
    switch count {
    case 10: digits.hasPrefix("400") || digits.hasPrefix("800")
    case 3: digits.hasPrefix("1")
    case 5: digits.hasPrefix("1") || digits.hasPrefix("95") || digits.hasPrefix("96")
    case 6...8: digits.hasPrefix("95") || (count == 6 && digits.hasPrefix("96"))
    default: false
    }
  }

  /// `86…`, `852…`, `853…` and `886…` without a `+`, only where no lost zero of an area code looks the same.
  private static func withCountryCode(_ digits: String) -> Reading? {
    switch (digits.prefix(3), digits.utf8.count) {
    case ("852", 11) where ("4"..."9").contains(digits.dropFirst(3).prefix(1)): ("+" + digits, .hongKong, [])
    case ("853", 11) where digits.hasPrefix("8536"): ("+" + digits, .macao, [])
    case ("886", 12) where digits.hasPrefix("8869"): ("+" + digits, .taiwan, [])
    case (_, 12...14) where digits.hasPrefix("86"): mainland(String(digits.dropFirst(2)))
    default: nil
    }
  }

  /// E.164, with the neighbours told apart.
  private static func international(_ digits: String) -> Reading {
    if digits.hasPrefix("86"), let reading = mainland(String(digits.dropFirst(2))) { return reading }
    let count = digits.utf8.count
    guard (7...15).contains(count), !digits.hasPrefix("0") else { return (digits, .unknown, []) }
    let kind: PhoneNumber.Kind =
      switch (digits.prefix(3), count) {
      case ("852", 11): .hongKong
      case ("853", 11): .macao
      case ("886", 11...12): .taiwan
      default: .international
      }
    return ("+" + digits, kind, [])
  }

  /// After the country code, area codes come without their zero, and some people write it all the same.
  private static func mainland(_ digits: String) -> Reading? {
    guard digits.utf8.count >= 9 else { return nil }
    return isMobile(digits) || digits.hasPrefix("0") || digits.hasPrefix("400")
      ? domestic(digits) : domestic("0" + digits)
  }

  /// By the list that MIIT published to March 2023. 161 is allocated as 1619 only.
  private static func isAllocated(_ mobile: String) -> Bool {
    let open: Set<Substring> = [
      "140", "141", "142", "143", "144", "154", "160", "161", "163", "164", "168", "169", "179", "194",
    ]
    return !open.contains(mobile.prefix(3)) || mobile.hasPrefix("1619")
  }

  /// 140 to 144 with 13 digits are numbers of machines: nobody answers them.
  private static func machineWarnings(_ digits: String) -> [PhoneNumber.Warning] {
    let isMachine = digits.utf8.count == 13 && ("140"..."144").contains(digits.prefix(3))
    return isMachine ? [.machineNumber] : []
  }
}
