"""Social-space analysis: from a city's deliveries to released tables and reports."""
