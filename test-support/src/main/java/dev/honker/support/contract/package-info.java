/**
 * One suite of tests for every tool that an application may reach honker by: the same tests, the same assertions, a small
 * {@link dev.honker.support.contract.Subject} each. What it finds is a row of the README's table. It knows no tool.
 */
@NullMarked
package dev.honker.support.contract;

import org.jspecify.annotations.NullMarked;
