/// The shared subset in PostgreSQL's words.
enum PostgreSQLDialect {
  /// `?` becomes `$1`, `$2`, …; SQLite's LIKE does not tell `A` from `a`, so PostgreSQL's must not either.
  static func translated(_ sql: String) -> String {
    var text = ""
    var count = 0
    var isQuoted = false
    for character in sql.unicodeScalars {
      if character == "'" { isQuoted.toggle() }
      if character == "?", !isQuoted {
        count += 1
        text += "$\(count)"
      } else {
        text.unicodeScalars.append(character)
      }
    }
    return text.replacing(" LIKE ", with: " ILIKE ")
  }

  /// Texts are compared byte by byte on every engine, whatever the database's own collation is.
  static func translated(script sql: String) -> String {
    sql.replacing("SERIAL_KEY", with: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
      .replacing("BYTES", with: "BYTEA").replacing(" REAL", with: " DOUBLE PRECISION").replacing(
        ") CLUSTERED;", with: ");"
      )
      .replacing(/\bTEXT\b/) { _ in "TEXT COLLATE \"C\"" }
      .replacing(/APPEND_ONLY (\w+);/) { match in appendOnly(String(match.1)) }
  }

  private static func appendOnly(_ table: String) -> String {
    """
    CREATE FUNCTION \(table)_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '\(table) is append-only'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '\(table) is append-only';
    END $$;
    CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
    FOR EACH ROW EXECUTE FUNCTION \(table)_is_append_only();
    CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
    FOR EACH ROW EXECUTE FUNCTION \(table)_is_append_only();
    CREATE TRIGGER \(table)_no_truncate BEFORE TRUNCATE ON \(table)
    FOR EACH STATEMENT EXECUTE FUNCTION \(table)_is_append_only();
    """
  }
}
