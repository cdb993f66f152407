/**
 * The shop as a Spring Boot application: orders come by HTTP, {@code OrderService} writes them, {@code Office} runs in a second JVM
 * with the profile {@code office}.
 */
package dev.honker.example.shop.springboot;
