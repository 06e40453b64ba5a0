package app;

import org.springframework.data.repository.CrudRepository;

interface Members extends CrudRepository<Member, Long> {}
