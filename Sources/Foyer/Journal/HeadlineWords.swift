import Foundation
import Pages

/// A headline of the record as HTML.
enum HeadlineWords {
  /// No line ends inside a pass's or a room's number: `A-003` is read at a glance.
  static func markup(_ headline: String, of event: JournalEntry.Event) -> String {
    let numbers = [event.payload["pass"], event.room].compactMap(\.self).filter { $0.contains("-") }
    return numbers.reduce(headline.asMarkup) { markup, number in
      let number = number.asMarkup
      return markup.replacing(number, with: "<span class=\"nowrap\">\(number)</span>", maxReplacements: 1)
    }
  }
}
