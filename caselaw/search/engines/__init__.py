"""The engines behind the port: tantivy, Elasticsearch, and an honest scan that says what is right."""
