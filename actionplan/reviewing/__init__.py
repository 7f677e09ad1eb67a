"""What an officer looks at and decides of an import, as plain values: no database, no forms, no clock."""
