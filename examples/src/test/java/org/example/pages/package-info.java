/** What pages of documentation show as Java: every block is compiled. */
package org.example.pages;
