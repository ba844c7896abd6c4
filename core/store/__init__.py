"""The local people database: schema, opening, and one module per noun with its queries."""
