/** What the engine's statements touch when the tables are full: by PostgreSQL's own account, not by the clock. */
package millwright.scale;
