"""From entities and figures to typed claims: each module reads one family of relationships from grammar."""
