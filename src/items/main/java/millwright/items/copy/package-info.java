/** Loading tables by PostgreSQL's COPY, within the chunk's transaction (J1). */
package millwright.items.copy;
