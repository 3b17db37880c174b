import Database
import Synchronization

/// Names of estates and posts for the frame of every page. There are few and they hardly change.
final class PlaceNames: Sendable {
  struct Place: Sendable {
    let estate: String
    let post: String
    let zone: EstateZone
  }

  private let places = Mutex<[String: Place]>([:])
  private let known = Mutex<[String: Estate]>([:])

  func estate(_ id: String) -> Estate? { known.withLock { $0[id] } }

  func place(estate: String, post: String) -> Place? {
    places.withLock { $0[estate + post] }
  }

  /// Called at the start and after an estate or a post changed.
  func read(from database: Database) async throws {
    let read = try await database.read { snapshot in
      var places: [String: Place] = [:]
      let estates = try snapshot.estates()
      for estate in estates {
        for post in try snapshot.posts(of: estate.id) {
          places[estate.id + post.id] = Place(estate: estate.name, post: post.name, zone: estate.zone)
        }
      }
      return (places, Dictionary(estates.map { ($0.id, $0) }, uniquingKeysWith: { $1 }))
    }
    places.withLock { $0 = read.0 }
    known.withLock { $0 = read.1 }
  }
}
