"""The tab of employers: whom we know, leads, partner agencies, the labour market, awareness."""
