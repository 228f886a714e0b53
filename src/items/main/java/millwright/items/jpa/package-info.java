/** Entities, written by JPA in the chunk's transaction (J1). */
package millwright.items.jpa;
