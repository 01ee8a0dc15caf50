package vn.lienthong;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The exchange. */
@SpringBootApplication
public class LienThong {

    public static void main(String[] args) {
        SpringApplication.run(LienThong.class, args);
    }
}
