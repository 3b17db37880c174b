/// A room and the people who have or had to do with it.
struct Home: Sendable {
  struct Person: Sendable {
    let resident: Resident
    let residency: Resident.Residency
  }

  let room: Room
  let people: [Person]
}
