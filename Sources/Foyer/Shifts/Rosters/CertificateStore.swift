import Database

extension Transaction {
  func keep(_ certificate: StaffCertificate, of estate: String, by author: JournalAuthor) throws {
    try run(
      """
      INSERT INTO staff_certificates (estate, id, account, kind, expires_at, recorded_at, recorded_by)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, estate, certificate.id, certificate.account, certificate.kind, certificate.expiresAt?.milliseconds,
      author.at.milliseconds, author.account)
    try record(
      .init(
        kind: .certificateKept, subject: certificate.account,
        payload: ["account": certificate.account, "certificate": certificate.kind.rawValue]), by: author)
  }

  func withdrawCertificate(_ id: String, of estate: String, by author: JournalAuthor) throws -> StaffCertificate {
    guard let certificate = try certificates(of: estate).first(where: { $0.id == id }) else {
      throw LobbyError.notFound
    }
    try run(
      "UPDATE staff_certificates SET withdrawn_at = ? WHERE estate = ? AND id = ?", author.at.milliseconds, estate, id)
    try record(
      .init(
        kind: .certificateRemoved, subject: certificate.account,
        payload: ["account": certificate.account, "certificate": certificate.kind.rawValue]), by: author)
    return certificate
  }
}

extension StaffCertificate.Kind: ValueConvertible {}
