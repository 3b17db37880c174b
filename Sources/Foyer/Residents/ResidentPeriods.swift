import Spreadsheets

/// The dates of a row: those of whoever lives there, and those of a lease, which are the tenant's alone.
struct ResidentPeriods {
  enum Source {
    /// 交房日期, 入住日期.
    case own
    /// 租期起止.
    case lease
    /// The lease's where there is one.
    case either
  }

  typealias Period = (from: CalendarDate?, to: CalendarDate?)

  private(set) var troubles: [(kind: ImportFinding.Kind, field: ResidentField, value: String)] = []
  private var periods: [Source: Period] = [:]
  private let cells: ResidentCells

  /// - Parameter sources: what the people of this row take their dates from; other columns say nothing about them.
  init(_ cells: ResidentCells, for sources: Set<Source>) {
    self.cells = cells
    let own: Period = sources == [.lease] ? (nil, nil) : (date(.from), date(.to))
    let lease: Period = sources == [.own] ? (nil, nil) : tenancy() ?? (date(.tenancyFrom), date(.tenancyTo))
    if sources.contains(.own) { periods[.own] = inOrder(own, .to) }
    if sources.contains(.lease) { periods[.lease] = inOrder(lease, .tenancyTo) }
    if sources.contains(.either) { periods[.either] = inOrder((lease.from ?? own.from, lease.to ?? own.to), .to) }
  }

  subscript(source: Source) -> Period { periods[source] ?? (nil, nil) }

  private mutating func tenancy() -> Period? {
    let text = cells.text(.tenancy)
    guard !text.isEmpty, !ImportDate.isOpenEnd(text) else { return nil }
    guard let (from, to) = ImportDate.period(text) else {
      troubles.append((.dateUnreadable, .tenancy, text))
      return nil
    }
    return (from, to)
  }

  private mutating func date(_ field: ResidentField) -> CalendarDate? {
    let text = cells.text(field)
    guard !text.isEmpty, !ImportDate.isOpenEnd(text) else { return nil }
    let date = ImportDate.parse(cells.cell(field))
    if date == nil { troubles.append((.dateUnreadable, field, text)) }
    return date
  }

  /// An end before the beginning would make a resident of today a former one.
  private mutating func inOrder(_ period: Period, _ field: ResidentField) -> Period {
    guard let from = period.from, let to = period.to, to < from else { return period }
    troubles.append((.datesReversed, field, "\(from) – \(to)"))
    return (from, nil)
  }
}
