import Foundation
import Pages

/// A headline of the record as HTML.
enum HeadlineWords {
  /// No line ends inside a pass's or a room's number: `A-003` is read at a glance.
  static func markup(_ headline: String, of event: JournalEntry.Event) -> String {
    let numbers = [event.payload["pass"], event.room].compactMap(\.self).filter { $0.contains("-") }
    return numbers.reduce(headline.asMarkup) { markup, number in
      let number = number.asMarkup
      guard let found = place(of: number, in: markup) else { return markup }
      let (before, after) = (markup.utf8.prefix(found), markup.utf8.dropFirst(found + number.utf8.count))
      return "\(Substring(before))<span class=\"nowrap\">\(number)</span>\(Substring(after))"
    }
  }

  /// In bytes. The library's own search compares character by character, for each line that a desk shows.
  private static func place(of number: String, in markup: String) -> Int? {
    let (bytes, wanted) = (Array(markup.utf8), Array(number.utf8))
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).first { start in
      bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
