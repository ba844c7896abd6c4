"""What the store gives out: frozen values, never model instances or half-read cursors. All times are aware UTC."""
