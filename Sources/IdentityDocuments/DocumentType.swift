/// The documents that a lobby desk is shown.
///
/// Raw values are the names used in JSON, in the store and by `foyer identity check`.
public enum DocumentType: String, CaseIterable, Sendable, Codable {
  /// 居民身份证, GB 11643-1999 (18 digits) and GB 11643-1989 (15 digits, no longer valid).
  case residentID = "resident_id"
  /// 港澳台居民居住证, 18 digits under the province codes 81, 82 and 83.
  case residencePermit = "residence_permit"
  /// 外国人永久居留身份证, 18 characters since December 2023 and 15 before.
  case foreignPermanentResident = "foreign_permanent_resident"
  /// 香港身份證.
  case hkid
  /// 中華民國國民身分證 and 居留證, new and old.
  case taiwanID = "taiwan_id"
  /// 港澳居民来往内地通行证 and 往来港澳通行证.
  case mainlandPermitHKMacao = "mainland_permit_hk_macao"
  /// 台湾居民来往大陆通行证 and 大陆居民往来台湾通行证.
  case mainlandPermitTaiwan = "mainland_permit_taiwan"
  /// A passport of any state, keyed by hand.
  case passport
  /// A machine-readable zone of ICAO 9303: TD1, TD2, TD3, MRV-A or MRV-B.
  case mrz
  /// 机动车驾驶证, whose number is the holder's identity number.
  case drivingLicence = "driving_licence"
  /// 军官证, 士兵证, 警官证.
  case military
  /// Whatever else carries a number: 社保卡, 学生证, 工作证.
  case other
}
