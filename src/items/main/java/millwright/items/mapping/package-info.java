/** Between rows of names and values, and the records, beans and maps that are a job's items. */
package millwright.items.mapping;
