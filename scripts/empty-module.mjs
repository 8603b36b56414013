// Stands in for 'server-only' outside Next's own bundles.
