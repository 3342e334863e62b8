"""The tab of involvement: decisions, first impressions, the rota, surveys, training, stories."""
