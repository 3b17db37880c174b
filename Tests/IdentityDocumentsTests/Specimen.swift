/// Makes synthetic numbers whose check digit is right, by an implementation of its own.
enum Specimen {
  static func resident(region: String = "110101", birth: String = "19900101", sequence: String = "001") -> String {
    let body = region + birth + sequence
    var remainder = 0
    // ISO 7064 in its recursive form, where the product has the weighted one.
    for digit in body.compactMap(\.wholeNumberValue) { remainder = (remainder + digit) * 2 % 11 }
    let check = (12 - remainder) % 11
    return body + (check == 10 ? "X" : String(check))
  }

  static let td3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
  static let td2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
  static let td1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
  static let mrvA = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
  static let mrvB = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
  static let longTD1 =
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
  static let longTD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
  static let tenCharacterTD1 =
    "IDUTO123456789<07<<<<<<<<<<<<<\n8601012M3001019UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
  static let zones = [td3, td2, td1, mrvA, mrvB, longTD1, longTD2, tenCharacterTD1]
}
