"""The unit's choices: seen by everybody, made by a manager."""
