package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Employee {

    @Id
    @Column(name = "EmployeeId")
    private Integer id;

    private String firstName;
    private String lastName;
    private String title;

    protected Employee() {}

    public Integer id() {
        return id;
    }

    public String name() {
        return firstName + " " + lastName;
    }

    public String title() {
        return title;
    }
}
