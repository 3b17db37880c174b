/// A browser that stands at a post for good: people change there by PIN, and wrong tries from elsewhere do not block it.
struct EnrolledBrowser: Sendable, Equatable {
  let id: String
  let estate: String
  let name: String
  let post: String
  let enrolledAt: Instant
  let enrolledBy: String
  let revokedAt: Instant?
  let revokedBy: String?
}
